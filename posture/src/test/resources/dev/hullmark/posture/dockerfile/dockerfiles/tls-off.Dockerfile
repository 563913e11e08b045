FROM debian:12
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
RUN curl -fsSLk https://a.example.com -o a
RUN wget --no-check-certificate https://a.example.com
RUN git config --global http.sslVerify false
RUN npm config set strict-ssl false
RUN pip install --no-cache-dir --trusted-host pypi.example.com x==1
RUN GIT_SSL_NO_VERIFY=true git clone https://git.example.com/x
RUN curl -o /tmp/k https://a.example.com
RUN curl --cacert /etc/ca.pem https://a.example.com -o k
USER 10
