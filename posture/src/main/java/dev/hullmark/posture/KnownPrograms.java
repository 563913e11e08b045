package dev.hullmark.posture;

import java.util.Set;

/** Programs that distributions ship setuid or setgid, in the places they ship them. */
public final class KnownPrograms {
    private KnownPrograms() {}

    private static final Set<String> NAMES = Set.of(
            "su",
            "sudo",
            "sudoedit",
            "doas",
            "passwd",
            "chsh",
            "chfn",
            "gpasswd",
            "newgrp",
            "chage",
            "expiry",
            "mount",
            "umount",
            "ping",
            "ping4",
            "ping6",
            "arping",
            "traceroute6.iputils",
            "fusermount",
            "fusermount3",
            "pkexec",
            "unix_chkpwd",
            "pam_extrausers_chkpwd",
            "pam_timestamp_check",
            "ssh-keysign",
            "ssh-agent",
            "at",
            "crontab",
            "dbus-daemon-launch-helper",
            "polkit-agent-helper-1",
            "wall",
            "write",
            "write.ul",
            "bsd-write",
            "exim4",
            "sendmail",
            "postdrop",
            "postqueue",
            "mount.nfs",
            "mount.cifs",
            "mount.fuse",
            "ntfs-3g",
            "newuidmap",
            "newgidmap",
            "Xorg.wrap",
            "mlocate",
            "plocate",
            "locate",
            "dotlockfile",
            "dotlock.mailutils",
            "utempter",
            "pt_chown",
            "userhelper",
            "usernetctl",
            "staprun",
            "bwrap",
            "snap-confine",
            "bbsuid",
            "lockspool",
            "screen",
            "procmail",
            "lockfile",
            "unix2_chkpwd",
            "grub2-set-bootflag",
            "sssd",
            "krb5_child",
            "ldap_child",
            "selinux_child",
            "proxy_child",
            "camel-lock-helper-1.2",
            "chrome-sandbox",
            "vmware-user-suid-wrapper",
            "ssh-keysign2",
            "dmcrypt-get-device");

    private static final String[] PLACES = {
        "/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/", "/usr/lib", "/lib", "/usr/libexec/"
    };

    public static boolean has(String path) {
        for (String place : PLACES) {
            if (path.startsWith(place)) {
                return NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        return false;
    }
}
