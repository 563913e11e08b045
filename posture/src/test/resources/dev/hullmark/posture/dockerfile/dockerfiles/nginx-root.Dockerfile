FROM nginx:1.27-alpine
COPY nginx.conf /etc/nginx/nginx.conf
COPY site /usr/share/nginx/html
EXPOSE 80 443
CMD ["nginx", "-g", "daemon off;"]
