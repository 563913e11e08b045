FROM debian:12
RUNN apt-get update
COPY onlyone
ENV
EXPOSE 8080
SHELL bash
ONBUILD FROM alpine
ONBUILD RUN echo hi
USER 10
