package io.blindhop.infra.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class get a {@link com.microsoft.playwright.Browser} as a parameter, one and the same for all classes.
 * Each opens a context of its own and closes it. Playwright belongs to the thread of the tests: no other may call it.
 *
 * <p>Where there is no Chromium the class is reported as not run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ChromiumExtension.class)
public @interface InChromium {}
