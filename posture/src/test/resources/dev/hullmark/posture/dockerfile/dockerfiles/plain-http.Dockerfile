FROM debian:12
ADD http://example.com/app.tar.gz /opt/
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/app.tgz /opt/
ADD https://github.com/example/repo.git#main /src
ADD https://github.com/example/repo.git#8b0c2c7dd7a33c8c62ea2ea8ee15c9bb4ab8b0a0 /src2
RUN wget http://example.com/tool -O /usr/local/bin/tool
RUN curl -f http://localhost:8080/
USER 10
