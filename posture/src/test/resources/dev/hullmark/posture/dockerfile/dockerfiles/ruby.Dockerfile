FROM ruby:3.3-slim
ENV RAILS_ENV=production SECRET_KEY_BASE_DUMMY=1 BUNDLE_WITHOUT=development
RUN gem install bundler
RUN apt-get update -qq && apt-get install -y --no-install-recommends build-essential libpq-dev
WORKDIR /rails
COPY Gemfile Gemfile.lock ./
RUN bundle install
COPY . .
RUN SECRET_KEY_BASE=dummy ./bin/rails assets:precompile
RUN useradd rails --create-home --shell /bin/bash && chown -R rails:rails db log tmp
USER rails:rails
ENTRYPOINT ["/rails/bin/docker-entrypoint"]
EXPOSE 3000
CMD ["./bin/rails", "server"]
