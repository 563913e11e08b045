FROM python
MAINTAINER Ada <ada@example.com>
ENV DJANGO_SECRET_KEY=9f8s7df98s7df98sdf
ENV DATABASE_URL postgres://shop:hunter22@db/shop
RUN apt-get update
RUN apt-get install -y libpq-dev vim
RUN pip install django psycopg2
ADD . /app
WORKDIR app
EXPOSE 80
CMD python manage.py runserver 0.0.0.0:80
