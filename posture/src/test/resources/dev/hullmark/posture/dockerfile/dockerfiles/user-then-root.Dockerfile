FROM debian:12
USER app
RUN ./configure
USER root
RUN make install
USER ROOT
CMD ["x"]
