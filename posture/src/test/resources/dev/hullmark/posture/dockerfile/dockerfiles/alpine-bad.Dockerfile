FROM alpine
RUN apk update
RUN apk add bash build-base
RUN apk add --allow-untrusted ./local.apk
RUN adduser -D dev && addgroup dev wheel
RUN echo 'dev ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/dev
USER dev
