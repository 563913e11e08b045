FROM debian:12
USER 10
RUN <<EOF
echo never ended
