FROM debian:12
RUN curl -sSL https://sh.example.com | bash
RUN wget -qO- https://sh.example.com | sudo -E bash -
RUN bash -c "$(curl -fsSL https://sh.example.com)"
RUN bash <(curl -s https://sh.example.com)
RUN curl https://py.example.com | python3 -
RUN (curl https://a.example.com || wget -O- https://b.example.com) | sh
RUN eval "$(wget -qO- https://sh.example.com)"
RUN curl -fsSL https://example.com/x.tar.gz | tar -xz -C /opt
RUN curl -fsSL https://example.com/key.asc | gpg --dearmor -o /etc/apt/keyrings/x.gpg
RUN curl -s https://example.com/data.json | python3 -m json.tool
RUN curl https://example.com/list | xargs -n1 echo
USER 10
