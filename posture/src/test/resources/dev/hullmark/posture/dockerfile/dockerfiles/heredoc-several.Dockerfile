FROM busybox:1.36
RUN cat <<A > /a && cat <<B > /b
first ADD x y
A
second USER root
B
COPY <<one.txt <<two.txt /dest/
1
one.txt
2
two.txt
USER 1000
HEALTHCHECK CMD ["true"]
CMD ["httpd", "-f", "-p", "8080"]
