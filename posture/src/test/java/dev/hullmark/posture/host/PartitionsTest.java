package dev.hullmark.posture.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionsTest {
    @Test
    void aDirectoryMountedOnItselfIsNoPartition() {
        assertThat(Partitions.of("""
                        27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
                        42 27 254:0 /var/lib/docker /var/lib/docker rw,relatime shared:1 - ext4 /dev/vda rw
                        43 27 254:1 / /srv/my\\040data rw - ext4 /dev/vdb rw
                        broken
                        """)).containsExactlyInAnyOrder("/", "/srv/my data");
    }
}
