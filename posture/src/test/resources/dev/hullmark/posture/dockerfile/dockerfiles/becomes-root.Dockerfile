FROM ubuntu:24.04
RUN useradd -m -G sudo,audio alice
RUN usermod -aG docker bob
RUN useradd -o -u 0 toor
RUN passwd -d root
RUN echo "%sudo ALL=(ALL) NOPASSWD:ALL" >> /etc/sudoers
RUN adduser carol wheel && adduser -S dave && addgroup -g 10 eve
RUN useradd -u 1000 -g users frank
USER alice
