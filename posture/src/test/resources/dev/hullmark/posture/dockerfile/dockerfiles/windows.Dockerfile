# escape=`

FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
WORKDIR C:\app
COPY app\ C:\app\
RUN Invoke-WebRequest https://example.com/x.zip -OutFile x.zip; `
    Expand-Archive x.zip; `
    Remove-Item x.zip
USER ContainerUser
ENTRYPOINT ["C:\\app\\app.exe"]
