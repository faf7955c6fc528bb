package io.blindhop.infra.packaged;

import io.blindhop.functions.conformance.NodeUnderTest;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;
import org.junit.platform.suite.api.SuiteDisplayName;

/** A session of a client, and what a URL could spoil: headers, encodings, streams that there are not. */
@Suite
@SuiteDisplayName("HTTP, through the functions behind a function URL: a part")
@SelectPackages("io.blindhop.functions.conformance")
@IncludeClassNamePatterns(".*\\.(RecordedSession|AnswerHeaders|Changes)Test")
@ConfigurationParameter(key = NodeUnderTest.NODE, value = "io.blindhop.infra.packaged.LambdaNode")
class LambdaCoreIT {}
