FROM centos:7
RUN yum install httpd
RUN yum -y --nogpgcheck install https://example.com/x.rpm
RUN systemctl enable httpd && service httpd start
EXPOSE 80/tcp
CMD /usr/sbin/httpd -DFOREGROUND
