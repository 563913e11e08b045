FROM debian:12 AS tools
RUN apt-get update && apt-get install -y gdb build-essential
FROM alpine:3.20
RUN apk add --no-cache vim nmap=7.95-r0 tcpdump
USER 10
