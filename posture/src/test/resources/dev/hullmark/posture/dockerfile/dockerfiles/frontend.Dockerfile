# syntax=someone/frontend:v1
# check=skip=all
FROM --platform=linux/amd64 debian:12
USER 10
