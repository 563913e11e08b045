package dev.hullmark.sensor.bpf;

import static dev.hullmark.sensor.bpf.Register.A1;
import static dev.hullmark.sensor.bpf.Register.A2;
import static dev.hullmark.sensor.bpf.Register.CONTEXT;
import static dev.hullmark.sensor.bpf.Register.FRAME;
import static dev.hullmark.sensor.bpf.Register.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AssemblerTest {
    /** Expected words are those of the kernel's documentation: operation, registers, offset, number. */
    @Test
    void instructionsAreEncodedAsTheKernelReadsThem() {
        Code code = new Assembler("test")
                .copy(CONTEXT, A1)
                .load(A2, CONTEXT, 16, 8)
                .store(FRAME, -8, A2, 4)
                .store(FRAME, -4, 7, 1)
                .setLong(A1, 0x1122334455667788L)
                .addAtomically(RESULT, 0, A1)
                .call(Helper.CURRENT_TASK)
                .end(-1)
                .assemble();
        assertThat(code.instructions().stream().map("%016x"::formatted))
                .containsExactly(
                        "00000000000016bf",
                        "0000000000106279",
                        "00000000fff82a63",
                        "00000007fffc0a72",
                        "5566778800000118",
                        "1122334400000000",
                        "00000000000010db",
                        "0000002300000085",
                        "ffffffff000000b7",
                        "0000000000000095");
    }

    @Test
    void jumpsCountFromTheNextInstruction() {
        var end = new Label("end");
        var again = new Label("again");
        Code code = new Assembler("test")
                .at(again)
                .jumpIf(A1, Condition.EQUAL, 0, end)
                .jump(again)
                .at(end)
                .end(0)
                .assemble();
        assertThat(code.instructions().stream().map(word -> (short) (word >>> 16)))
                .containsExactly((short) 1, (short) -2, (short) 0, (short) 0);
    }

    @Test
    void theListingSaysWhatIsDone() {
        var end = new Label("ignored");
        Code code = new Assembler("test")
                .say("Whose is it?")
                .load(RESULT, A1, 8, 4)
                .jumpIf(RESULT, Condition.SIGNED_LESS, 0, end)
                .store(FRAME, -8, RESULT, 8)
                .at(end)
                .end(0)
                .assemble();
        assertThat(code.listing().lines())
                .containsExactly(
                        "      ; Whose is it?",
                        "   0  r0 = *(u32 *)(r1 + 8)",
                        "   1  if r0 s< 0 goto 3",
                        "   2  *(u64 *)(r10 - 8) = r0",
                        "ignored:",
                        "   3  r0 = 0",
                        "   4  exit");
    }

    @Test
    void mistakesAreToldBeforeTheKernelIsAsked() {
        assertThatThrownBy(() -> new Assembler("p").jump(new Label("nowhere")).assemble())
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> new Assembler("p").at(new Label("a")).at(new Label("a")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Assembler("p").room(520)).hasMessageContaining("stack");
        assertThatThrownBy(() -> new Assembler("p").load(RESULT, A1, 0, 3)).hasMessageContaining("not 3");
    }
}
