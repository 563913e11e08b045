FROM golang:1.23 AS build
COPY --from=final /x /x
COPY --from=build /y /y
FROM golang:1.23 AS build
COPY --from=7 /z /z
FROM debian:12 AS final
COPY --from=0 /a /b /c
COPY --from=1 /a /a
COPY --from=nginx:latest /etc/nginx/nginx.conf /nginx.conf
USER 5
