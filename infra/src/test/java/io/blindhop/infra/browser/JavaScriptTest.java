package io.blindhop.infra.browser;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every test of the peer kit that is written in JavaScript, by its name.
 * {@code -Dblindhop.js=device-key} runs only the files whose path has that in it.
 */
@InChromium
class JavaScriptTest {
    private static WebFolder web;

    @BeforeAll
    static void serve() {
        web = WebFolder.serve();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @TestFactory
    Stream<DynamicNode> javaScript(Browser browser) throws IOException {
        String chosen = Optional.ofNullable(System.getProperty("blindhop.js")).orElse("");
        try (Stream<Path> files = Files.walk(WebFolder.FOLDER.resolve("test"))) {
            List<String> modules = files.map(
                            file -> WebFolder.FOLDER.relativize(file).toString())
                    .filter(file -> file.endsWith(".test.js") && file.contains(chosen))
                    .sorted()
                    .toList();
            return modules.stream().map(module -> dynamicContainer(module, tests(browser, module)));
        }
    }

    /** JUnit asks for them only when it is this file's turn, so that one page is open at a time. */
    private static Stream<DynamicTest> tests(Browser browser, String module) {
        return Stream.of(module).flatMap(file -> {
            JavaScriptSuite suite = JavaScriptSuite.open(browser, web, file);
            try {
                return suite.names().stream()
                        .map(name -> dynamicTest(name, () -> suite.run(name)))
                        .onClose(suite::close);
            } catch (AssertionError e) {
                suite.close();
                return Stream.of(dynamicTest("it has tests", () -> {
                    throw e;
                }));
            }
        });
    }
}
