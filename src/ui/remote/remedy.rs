//! What a person can do about a problem with a registry: log in, or answer its question.

use yew::prelude::*;

use super::super::Strange;
use super::super::opener::{Order, Then};
use super::super::store::Dispatch;
use super::instead::Instead;
use super::login::Login;
use crate::report::Remedy;
use crate::view::Action;
use crate::words::remote as say;

/// Properties of [`RemedyForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct RemedyFormProps {
    /// What can be done.
    pub remedy: Remedy,
    /// Registries that know who asks, and the user's name at each.
    pub logins: Vec<(String, String)>,
    /// What was wanted.
    pub then: Then,
    /// Takes what a person says.
    pub orders: Callback<Order>,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// A form for it.
#[component]
pub fn RemedyForm(props: &RemedyFormProps) -> Html {
    let (then, orders) = (props.then.clone(), props.orders.clone());
    match &props.remedy {
        Remedy::Wait { .. } => Html::default(),
        Remedy::Instead { references } => {
            html! { <Instead references={references.clone()} {orders} /> }
        }
        Remedy::LogIn { host } => {
            let known = props.logins.iter().find(|(known, _)| known == host);
            let user = known.map(|(_, user)| user.clone());
            // Where a page has nothing else to show, the form is what comes next.
            let focus = then == Then::Open;
            html! { <Login key={host.clone()} host={host.clone()} {user} {then} {focus} {orders} /> }
        }
        Remedy::Consent { host, realm } => {
            let agree = {
                let (host, realm, then) = (host.clone(), realm.clone(), then.clone());
                orders.reform(move |_: MouseEvent| Order::Consent {
                    host: host.clone(),
                    realm: realm.clone(),
                    then: then.clone(),
                })
            };
            let refuse = {
                let (host, dispatch) = (host.clone(), props.dispatch.clone());
                Callback::from(move |_: MouseEvent| {
                    orders.emit(Order::LogOut(host.clone()));
                    if then == Then::Open {
                        dispatch.emit(Action::Close);
                    }
                })
            };
            html! {
                <div class="consent" data-test="consent" role="group" aria-labelledby="consent-title">
                    <p id="consent-title" class="login-title">
                        {say::may_be_sent()}{" "}<Strange text={host.clone()} />
                        {" "}{say::be_sent_to()}{" "}<Strange text={realm.clone()} />{"?"}
                    </p>
                    <p class="login-buttons">
                        <button class="button" type="button" data-test="consent-yes" onclick={agree}>
                            <span>{say::send_to()}{" "}<Strange text={realm.clone()} /></span>
                        </button>
                        <button class="button is-main" type="button" data-test="consent-no" onclick={refuse}>{say::do_not()}</button>
                    </p>
                    <p class="remark">{say::not_sent()}</p>
                </div>
            }
        }
    }
}
