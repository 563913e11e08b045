FROM debian:12
RUN --security=insecure mount -t tmpfs none /mnt
RUN --network=host curl -f https://internal.example.com/ -o x
RUN --network=none true
VOLUME ["/var/run/docker.sock"]
USER 10
