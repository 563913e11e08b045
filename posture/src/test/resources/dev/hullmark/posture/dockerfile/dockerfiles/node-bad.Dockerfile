FROM node:latest
ARG NPM_TOKEN
RUN echo "//registry.example.com/:_authToken=${NPM_TOKEN}" > ~/.npmrc
WORKDIR /app
COPY . .
COPY .env .env
RUN npm config set strict-ssl false && npm install -g pm2
RUN chmod -R 777 /app
USER root
CMD ["npm", "start"]
