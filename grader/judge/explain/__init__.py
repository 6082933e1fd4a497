"""Why a test failed: what is known to bring the same wrong answers. It explains a failure, it never decides one."""
