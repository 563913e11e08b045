FROM debian:12
ARG GITHUB_TOKEN
ARG DB_PASSWORD=letmein
ENV API_KEY=abcdef123456 \
    LOG_LEVEL=info \
    client-secret=s3cr3t
ENV TOKEN=$GITHUB_TOKEN
ENV SSL_KEY_FILE=/run/secrets/key POSTGRES_PASSWORD_FILE=/run/secrets/pw
ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D PUBLIC_KEY=abc USE_AUTH=true
RUN curl -u bob:hunter2 https://example.com/x -o x
RUN curl -u "bob:${PW}" https://example.com/x -o x
RUN git clone https://bob:tok3n@example.com/repo.git
RUN echo "root:toor" | chpasswd
RUN mysql --password=swordfish -e 'select 1'
RUN docker login -u bob -p swordfish registry.example.com
USER 10
