FROM debian:12
ENTRYPOINT ['/bin/app', '--serve']
CMD ["--verbose",]
RUN [ -d /opt ] || mkdir /opt
RUN [ "test", "-d", "/opt" ]
USER 10
