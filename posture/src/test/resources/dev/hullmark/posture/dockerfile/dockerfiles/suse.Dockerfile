FROM registry.opensuse.org/opensuse/leap:15.6
RUN zypper --non-interactive install --no-recommends nginx
RUN zypper -n --no-gpg-checks in foo && zypper clean -a
USER nginx
CMD ["nginx", "-g", "daemon off;"]
