FROM alpine:3.20
RUN chmod -R 777 /data && chmod a+rwx /d && chmod o+w /e && chmod 0666 /f && chmod 1777 /tmp/x
RUN chmod ugo+rwxt /t
COPY --chmod=777 a /a
COPY --chmod=0755 b /b
USER 10
