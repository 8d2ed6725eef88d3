//! The lines that get there, each file's with a button that copies them.

use yew::prelude::*;

use crate::ui::Strange;
use crate::ui::copy::Copy;
use crate::whatif::{File, Lines};
use crate::words::whatif as say;

/// Properties of [`LinesOf`].
#[derive(Clone, PartialEq, Properties)]
pub struct LinesOfProps {
    /// The lines.
    pub lines: Vec<Lines>,
}

/// The lines, those of the Dockerfile first.
#[component]
pub fn LinesOf(props: &LinesOfProps) -> Html {
    let file = |file: File, test: &'static str, title: &'static str, copy: &'static str| {
        let of_file = props.lines.iter().filter(|lines| lines.file == file);
        let of_file: Vec<&Lines> = of_file.collect();
        if of_file.is_empty() {
            return Html::default();
        }
        let all: Vec<String> = of_file.iter().map(|lines| lines.commented()).collect();
        let all = all.join("\n\n") + "\n";
        html! {
            <div class="fix" data-test={test}>
                <div class="fix-head"><span>{title}</span><Copy text={all} label={copy} /></div>
                {for of_file.iter().map(|lines| self::lines(lines))}
            </div>
        }
    };
    html! {
        <section class="whatif-lines">
            <h3>{say::lines()}</h3>
            {file(File::Dockerfile, "whatif-dockerfile", say::dockerfile(), say::copy_dockerfile())}
            {file(File::Dockerignore, "whatif-dockerignore", say::dockerignore(), say::copy_dockerignore())}
        </section>
    }
}

fn lines(lines: &Lines) -> Html {
    html! {
        <div data-test="whatif-lines">
            <p class="remark"><Strange text={lines.told.clone()} lines=true /></p>
            if !lines.text.is_empty() {
                <pre tabindex="0"><code><Strange text={lines.text.clone()} lines=true /></code></pre>
            }
        </div>
    }
}
