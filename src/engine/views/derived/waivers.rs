//! What came of waivers, known once all other rules have run.

use std::marker::PhantomData;

use crate::engine::views::World;
use crate::engine::views::objects::OfWaiver;
use crate::engine::views::properties::{Gives, Property};
use crate::engine::waivers::Waiving;

properties!(WAIVER, OfWaiver {
    finds: Gives::Value("integer"), "how many findings of its rule its object has; not set if the rule did not run", "该对象上该规则有多少项发现；规则未运行则无",
        |world, at| waiving(world, at)?.finds.map(Into::into);
    covers: Gives::Value("integer"), "how many findings it sets aside", "它接受了多少项发现",
        |world, at| Some(waiving(world, at)?.covers.into());
    is_outgrown: Gives::Value("bool"), "the gap is larger than it accepts, or cannot be compared with that", "差距已超出所接受的范围，或无法比较",
        |world, at| Some(waiving(world, at)?.is_outgrown.into());
    is_forbidden: Gives::Value("bool"), "its rule allows no waiver; not set if the rule did not run", "该规则不允许让步；规则未运行则无",
        |world, at| waiving(world, at)?.is_forbidden.map(Into::into);
});

fn waiving(world: &World, waiver: u32) -> Option<&Waiving> {
    world.waivings.get()?.get(waiver as usize)
}
