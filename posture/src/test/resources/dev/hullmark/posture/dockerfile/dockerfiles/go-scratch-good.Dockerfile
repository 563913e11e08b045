FROM golang:1.23-alpine@sha256:9dd2625a1ff2859b8d8b01d8f7822c0f528942fe56cfe7a1e7c38d3b8d72d679 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .
RUN echo 'app:x:10001:10001::/:/sbin/nologin' > /out/passwd

FROM scratch
COPY --from=build /out/passwd /etc/passwd
COPY --from=build /out/app /app
USER app
HEALTHCHECK CMD ["/app", "health"]
ENTRYPOINT ["/app"]
