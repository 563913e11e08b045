FROM debian:12
RUN chmod u+s /usr/bin/find
RUN chmod 4755 /usr/local/bin/x && chmod 2775 /srv/shared && chmod 0755 /y
RUN install -m 4755 x /usr/local/bin/x
COPY --chmod=4755 y /usr/local/bin/y
RUN setcap cap_net_bind_service=+ep /usr/bin/node
RUN setcap cap_sys_admin+ep /usr/bin/z
RUN chmod g+s /srv && chmod 1777 /var/tmp/x && chmod +x /z
USER 10
