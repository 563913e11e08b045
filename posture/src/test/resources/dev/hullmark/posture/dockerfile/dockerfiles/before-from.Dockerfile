# a comment
ARG TAG=12
LABEL a=b
FROM debian:$TAG
USER 10
