package dev.hullmark.posture.privilege;

/** Who starts the container, as far as it decides what a user that is not root may do. */
public enum Runtime {
    /** Since 20.10 sets {@code net.ipv4.ip_unprivileged_port_start=0} in each container's network namespace. */
    DOCKER("docker", Ports.FREE),
    /** Leaves the kernel's 1024 (seen with 4.3.1) unless {@code --sysctl} or containers.conf say otherwise. */
    PODMAN("podman", Ports.GUARDED),
    /** By {@code enable_unprivileged_ports} of its CRI plugin: off in version 1, on in the default of version 2. */
    CONTAINERD("containerd (CRI)", Ports.DEPENDS),
    /** Guards them unless the runtime beneath or the pod's {@code sysctls} say otherwise. */
    KUBERNETES("kubernetes", Ports.GUARDED);

    /** Whether a port below 1024 takes the capability NET_BIND_SERVICE. */
    public enum Ports {
        FREE,
        DEPENDS,
        GUARDED
    }

    private final String text;
    private final Ports ports;

    Runtime(String text, Ports ports) {
        this.text = text;
        this.ports = ports;
    }

    public String text() {
        return text;
    }

    public Ports ports() {
        return ports;
    }
}
