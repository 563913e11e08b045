FROM debian:12
ENTRYPOINT node server.js
CMD --port 8080
USER 10
