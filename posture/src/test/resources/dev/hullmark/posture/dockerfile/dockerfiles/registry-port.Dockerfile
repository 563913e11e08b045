FROM registry.example.com:5000/team/base
FROM registry.example.com:5000/team/base:1.2
FROM registry.example.com:5000/team/base@sha256:6ec5aa99dc335666e79dc64e4a6c8b89c33a543a1967f20d360922a80dd21f02
FROM cgr.dev/chainguard/python:latest
