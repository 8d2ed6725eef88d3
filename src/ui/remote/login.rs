//! The form that tells a registry who asks.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::Strange;
use super::super::opener::{Order, Then};
use super::super::way;
use crate::registry::Secret;
use crate::words::remote as say;

/// Properties of [`Login`].
#[derive(Clone, PartialEq, Properties)]
pub struct LoginProps {
    /// The registry.
    pub host: AttrValue,
    /// The user that it knows already, where it does.
    pub user: Option<String>,
    /// What was wanted.
    pub then: Then,
    /// Whether the form takes the focus.
    #[prop_or_default]
    pub focus: bool,
    /// Takes the login.
    pub orders: Callback<Order>,
}

/// The form. What is written into it is in its fields only, until it is sent.
#[component]
pub fn Login(props: &LoginProps) -> Html {
    let (user, password) = (use_node_ref(), use_node_ref());
    use_effect_with(props.focus, {
        let field = match props.user {
            Some(_) => password.clone(),
            None => user.clone(),
        };
        move |focus| {
            if let Some(field) = field.cast::<HtmlInputElement>().filter(|_| *focus) {
                // Cannot fail for an element that is there.
                let _ = field.focus();
            }
        }
    });
    let onsubmit = {
        let (props, user, password) = (props.clone(), user.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let fields = user.cast().zip(password.cast());
            let Some((user, password)): Option<(HtmlInputElement, HtmlInputElement)> = fields
            else {
                return;
            };
            let order = Order::LogIn {
                host: props.host.to_string(),
                user: user.value(),
                password: Secret(password.value()),
                then: props.then.clone(),
            };
            password.set_value("");
            props.orders.emit(order);
        })
    };
    let known = props.user.is_some();
    let log_out = {
        let host = props.host.clone();
        props
            .orders
            .reform(move |_: MouseEvent| Order::LogOut(host.to_string()))
    };
    html! {
        <form class="login" autocomplete="off" data-test="login" {onsubmit}>
            <p class="login-title">{say::log_in_at()}{" "}<Strange text={props.host.clone()} /></p>
            <label>{say::user()}
                <input ref={user} type="text" required=true autocomplete="off" autocapitalize="off" spellcheck="false"
                    value={props.user.clone().unwrap_or_default()} data-test="login-user" />
            </label>
            <label>{say::password()}
                <input ref={password} type="password" required=true autocomplete="new-password" data-test="login-password" />
            </label>
            <span class="login-buttons">
                <button class="button is-main" type="submit" data-test="login-send">{say::log_in()}</button>
                if known {
                    <button class="button" type="button" data-test="log-out" onclick={log_out}>{say::log_out()}</button>
                }
            </span>
            <p class="remark login-about">
                {say::in_memory()}{" "}
                <Strange text={props.host.clone()} />
                if let Some(proxy) = way::proxy() {
                    <strong class="login-proxy" data-test="login-proxy">
                        {say::through_the_proxy()}{" "}<Strange text={proxy} />{say::which_sees()}
                    </strong>
                }
                {"."}
            </p>
        </form>
    }
}

/// Properties of [`LoginMore`].
#[derive(Clone, PartialEq, Properties)]
pub struct LoginMoreProps {
    /// The registry.
    pub host: AttrValue,
    /// The user that it knows already, where it does.
    pub user: Option<String>,
    /// What was wanted.
    pub then: Then,
    /// Takes the login.
    pub orders: Callback<Order>,
}

/// The form, folded away: for where it may help, and need not.
#[component]
pub fn LoginMore(props: &LoginMoreProps) -> Html {
    let LoginMoreProps {
        host,
        user,
        then,
        orders,
    } = props.clone();
    html! {
        <details class="login-more" data-test="login-more">
            <summary>{say::log_in()}</summary>
            <Login {host} {user} {then} {orders} />
        </details>
    }
}
