//! What is known of customers, of what they said, of value sheets and of shared assets.

use std::marker::PhantomData;

use super::{departments, integer, is_outside, list, one};
use crate::engine::views::World;
use crate::engine::views::objects::{
    OfAsset, OfCustomer, OfHandoff, OfProcess, OfSheet, OfStep, OfVoice,
};
use crate::engine::views::properties::{Gives, Property};
use crate::model::{HandoffId, Party};

properties!(SHEET, OfSheet {
    process: Gives::View("process"), "the process it belongs to; not set for the organization", "所属流程；组织级则无",
        |world, at| world.chain.sheets[at as usize].process.map(|id| one::<OfProcess>(id.0));
    handoffs: Gives::List("handoff"), "the handoffs its touchpoints belong to", "其接触点所属的交接",
        |world, at| Some(list::<OfHandoff>(world.chain.links.sheet_handoffs[at as usize].iter().map(|id| id.0)));
    serves_outside: Gives::Value("bool"), "steps of its department hand to external customers; not set without `department`", "该部门的工序直接交给外部客户；未写部门则无",
        |world, at| {
            let department = world.chain.sheets[at as usize].record.department.as_ref()?;
            let handoffs = world.chain.handoffs.iter();
            let mut outside = handoffs.filter(|handoff| is_outside(handoff.to));
            let own = outside.any(|handoff| match handoff.from {
                Party::Step(step) => {
                    let giver = &world.chain.steps[step as usize].record;
                    giver
                        .department
                        .as_ref()
                        .is_some_and(|name| name.names_the_same(department))
                }
                _ => false,
            });
            Some(own.into())
        };
    meets_outside: Gives::Value("bool"), "one of its touchpoints belongs to a handoff to an external customer", "有接触点属于交给外部客户的交接",
        |world, at| {
            let mut handoffs = world.chain.links.sheet_handoffs[at as usize].iter();
            Some(handoffs.any(|id: &HandoffId| is_outside(world.chain.handoff(*id).to)).into())
        };
});

properties!(CUSTOMER, OfCustomer {
    receives: Gives::List("handoff"), "what it is given", "交给它的交接",
        |world, at| Some(list::<OfHandoff>(with(world, at, |handoff| handoff.to)));
    gives: Gives::List("handoff"), "what it gives, such as an order", "它给出的交接，例如订单",
        |world, at| Some(list::<OfHandoff>(with(world, at, |handoff| Some(handoff.from))));
    voices: Gives::List("voice"), "what it said", "它说过的话",
        |world, at| {
            let said = (0..).zip(&world.chain.links.voice_customer);
            Some(list::<OfVoice>(said.filter(|(_, who)| **who == Some(at)).map(|(number, _)| number)))
        };
});

properties!(VOICE, OfVoice {
    speaker: Gives::View("customer"), "the external customer who said it; not set if not known", "说话的外部客户；不知道则无",
        |world, at| world.chain.links.voice_customer[at as usize].map(one::<OfCustomer>);
});

properties!(ASSET, OfAsset {
    steps: Gives::List("step"), "the steps that use it", "使用它的工序",
        |world, at| Some(list::<OfStep>(world.chain.links.asset_steps[at as usize].iter().map(|id| id.0)));
    departments: Gives::Value("integer"), "how many departments use it", "多少个部门使用它",
        |world, at| Some(integer(departments(world, &world.chain.links.asset_steps[at as usize])));
});

/// The handoffs of which `party` gives this external customer.
fn with(
    world: &World,
    customer: u32,
    party: fn(&crate::model::Handoff) -> Option<Party>,
) -> Vec<u32> {
    let numbered = (0..).zip(&world.chain.handoffs);
    let own = numbered.filter(|(_, handoff)| party(handoff) == Some(Party::Customer(customer)));
    own.map(|(number, _)| number).collect()
}
