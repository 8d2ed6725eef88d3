module peel.test/hello

go 1.19
