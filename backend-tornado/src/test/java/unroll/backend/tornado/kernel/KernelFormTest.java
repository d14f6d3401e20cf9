package unroll.backend.tornado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.ConstantDescs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels are what TornadoVM's compiler takes. What it does not take it may run wrongly, without a word. */
class KernelFormTest {
    private static final String HERE = KernelFormTest.class.getPackageName().replace('.', '/') + "/";
    private static final List<String> CALLED = List.of(HERE, "uk/ac/manchester/tornado/api/", "java/lang/Integer",
            "java/lang/Float", "java/lang/Math");

    static Stream<String> kernels() throws Exception {
        Path classes = Path.of(Elementwise.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.list(classes.resolve(HERE))) {
            return files.map(Path::toString).filter(name -> !name.endsWith("package-info.class")).sorted().toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void isTaken(String file) throws IOException {
        ClassModel type = ClassFile.of().parse(Path.of(file));
        assertTrue(type.fields().stream().allMatch(field -> field.fieldTypeSymbol().isPrimitive()),
                "constants are numbers");
        for (MethodModel method : type.methods()) {
            if (!method.methodName().equalsString(ConstantDescs.INIT_NAME)) {
                check(method);
            }
        }
    }

    private static void check(MethodModel method) {
        String name = method.methodName().stringValue();
        assertFalse(method.methodTypeSymbol().parameterList().contains(ConstantDescs.CD_boolean),
                name + " has a boolean parameter");
        CodeAttribute code = method.findAttribute(java.lang.classfile.Attributes.code()).orElseThrow();
        assertTrue(code.exceptionHandlers().isEmpty(), name + " catches");
        boolean variables = method.methodTypeSymbol().parameterCount() == 0;
        for (CodeElement element : code.elementList()) {
            assertFalse(element instanceof ThrowInstruction, name + " throws");
            assertFalse(element instanceof InvokeDynamicInstruction, name + " has a lambda");
            if (element instanceof FieldInstruction field) {
                assertEquals("uk/ac/manchester/tornado/api/KernelContext", field.owner().asInternalName(), name);
            }
            if (element instanceof InvokeInstruction call) {
                String owner = call.owner().asInternalName();
                assertTrue(CALLED.stream().anyMatch(owner::startsWith), name + " calls " + owner);
                assertFalse(call.name().equalsString("fma") || call.name().equalsString("intBitsToFloat"), name);
                assertFalse(owner.startsWith(HERE) && call.name().equalsString(name), name + " calls itself");
            }
            variables |= element instanceof LocalVariable;
        }
        assertTrue(variables, name + " was compiled without -g");
    }

    /** The device's compiler takes x &lt;= y for not x &gt; y, which is true of NaN. */
    @ParameterizedTest
    @MethodSource("kernels")
    void comparesNoFloatsByLessOrEqual(String file) throws IOException {
        for (MethodModel method : ClassFile.of().parse(Path.of(file)).methods()) {
            CodeAttribute code = method.findAttribute(java.lang.classfile.Attributes.code()).orElseThrow();
            List<CodeElement> elements = code.elementList().stream()
                    .filter(java.lang.classfile.Instruction.class::isInstance).toList();
            for (int i = 0; i + 1 < elements.size(); i++) {
                if (elements.get(i) instanceof OperatorInstruction comparison
                        && elements.get(i + 1) instanceof java.lang.classfile.instruction.BranchInstruction branch) {
                    String pair = comparison.opcode() + " " + branch.opcode();
                    // javac's x <= y is a jump away where it does not hold
                    assertFalse(pair.equals("FCMPG IFGT") || pair.equals("FCMPL IFLT"),
                            method.methodName() + " compares floats by <= or >=");
                }
            }
        }
    }
}
