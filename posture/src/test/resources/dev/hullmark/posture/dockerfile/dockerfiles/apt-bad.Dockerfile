FROM ubuntu:22.04
RUN apt-get update && apt-get dist-upgrade -y
RUN apt-get update && \
    apt-get install curl \
                    sudo \
                    openssh-server
RUN apt install -y --allow-unauthenticated foo
RUN curl -k https://example.com/x.tgz | tar xz
USER 1000
CMD ["/bin/bash"]
