from debian:12 as base
run apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
user 1001
cmd ["x"]
