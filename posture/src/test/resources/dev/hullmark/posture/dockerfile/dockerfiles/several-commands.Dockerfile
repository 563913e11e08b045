FROM debian:12
CMD ["a"]
CMD ["b"]
ENTRYPOINT ["x"]
HEALTHCHECK CMD ["one"]
HEALTHCHECK --interval=5s CMD ["two"]
ENTRYPOINT ["y"]
USER 10
