FROM debian:12
WORKDIR src
WORKDIR /app
WORKDIR bin
WORKDIR $HOME
RUN cd /opt
RUN cd /opt && make install
USER 10
