FROM debian:12
RUN echo "deb [trusted=yes] https://deb.example.com stable main" > /etc/apt/sources.list.d/x.list
RUN apt-get -o Acquire::AllowInsecureRepositories=true update && apt-get install -y --no-install-recommends --allow-unauthenticated x && rm -rf /var/lib/apt/lists/*
RUN rpm -i --nosignature x.rpm
RUN curl -fsSL https://example.com/key | apt-key add -
USER 10
