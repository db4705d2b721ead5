//! The pages show what the program really says: every `console` block is run.

#[test]
fn pages_show_what_the_program_says() {
    trycmd::TestCases::new()
        .env("BATON_LANG", "en")
        .case("README.md")
        .case("docs/*.md");
}
