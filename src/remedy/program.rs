//! Linear programs, solved by the `microlp` crate behind a check of everything that could upset it.

use microlp::{ComparisonOp, OptimizationDirection, Problem};

/// Σ coefficientsᵢ · xᵢ ≥ at_least.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) coefficients: Vec<f64>,
    pub(super) at_least: f64,
}

/// The least cost of values between bounds under some rows.
#[derive(Debug, Clone)]
pub(super) struct Program {
    pub(super) costs: Vec<f64>,
    pub(super) bounds: Vec<(f64, f64)>,
    pub(super) rows: Vec<Row>,
}

/// Why a program has no solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProgramError {
    /// A figure is not finite, a range is empty, or lists differ in length.
    Malformed,
    /// No values meet all rows.
    Infeasible,
    /// The solver gave up, or its answer does not hold.
    Solver,
}

/// A coefficient below this, beside the greatest of its row, is noise that only upsets pivots.
const NOISE: f64 = 1e-11;

/// How far an answer may miss a row whose greatest coefficient is 1.
const MISSED: f64 = 1e-6;

impl Program {
    /// The best values. With all bounds finite a program is never unbounded.
    pub(super) fn solve(&self) -> Result<Vec<f64>, ProgramError> {
        self.check()?;
        let rows = self.scaled_rows()?;
        let greatest = self
            .costs
            .iter()
            .fold(0.0_f64, |most, cost| most.max(cost.abs()));
        let unit = if greatest > 0.0 { greatest } else { 1.0 };
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        // Counted from their lower ends, so that zero is always allowed. Values without
        // room stay out: a column of no width has no place in a basis.
        let variables: Vec<_> = (0..self.costs.len())
            .map(|at| {
                let room = self.room(at);
                (room > 0.0).then(|| problem.add_var(self.costs[at] / unit, (0.0, room)))
            })
            .collect();
        for row in &rows {
            let terms = row.coefficients.iter().zip(&variables);
            let terms = terms.filter_map(|(coefficient, variable)| {
                let is_there = coefficient.abs() > 0.0;
                variable
                    .filter(|_| is_there)
                    .map(|variable| (variable, *coefficient))
            });
            let terms: Vec<_> = terms.collect();
            problem.add_constraint(&terms, ComparisonOp::Ge, row.at_least);
        }
        let solution = problem.solve().map_err(|error| match error {
            microlp::Error::Infeasible => ProgramError::Infeasible,
            _ => ProgramError::Solver,
        })?;
        let moved: Vec<f64> = (0..self.costs.len())
            .map(|at| {
                let value = variables[at].map_or(0.0, |variable| solution.var_value(variable));
                value.clamp(0.0, self.room(at))
            })
            .collect();
        let holds = |row: &Row| row.sum(&moved) >= row.at_least - MISSED;
        if moved.iter().all(|value| value.is_finite()) && rows.iter().all(holds) {
            let bounds = self.bounds.iter().zip(moved);
            Ok(bounds
                .map(|(&(low, high), moved)| (low + moved).min(high))
                .collect())
        } else {
            Err(ProgramError::Solver)
        }
    }

    /// How far a value can rise from its lower end.
    fn room(&self, at: usize) -> f64 {
        let (low, high) = self.bounds[at];
        let room = high - low;
        let noise = 1e-15 * low.abs().max(high.abs());
        if room > noise { room } else { 0.0 }
    }

    fn check(&self) -> Result<(), ProgramError> {
        let n = self.costs.len();
        let right_bounds = |&(low, high): &(f64, f64)| low <= high && (high - low).is_finite();
        let right_row = |row: &Row| {
            let finite = row.coefficients.iter().all(|value| value.is_finite());
            row.coefficients.len() == n && row.at_least.is_finite() && finite
        };
        let is_right = self.bounds.len() == n
            && self.costs.iter().all(|cost| cost.is_finite())
            && self.bounds.iter().all(right_bounds)
            && self.rows.iter().all(right_row);
        is_right.then_some(()).ok_or(ProgramError::Malformed)
    }

    /// The rows for values counted from their lower ends, each with 1 as its greatest coefficient.
    /// Rows that always hold are left out.
    fn scaled_rows(&self) -> Result<Vec<Row>, ProgramError> {
        let mut rows = Vec::new();
        for row in &self.rows {
            let lows: Vec<f64> = self.bounds.iter().map(|bounds| bounds.0).collect();
            let needed = row.at_least - row.sum(&lows);
            let greatest = |most: f64, value: &f64| most.max(value.abs());
            let greatest = row.coefficients.iter().fold(0.0_f64, greatest);
            if greatest <= f64::MIN_POSITIVE {
                if needed > 0.0 {
                    return Err(ProgramError::Infeasible);
                }
                continue;
            }
            let scaled = row.coefficients.iter().map(|value| value / greatest);
            let scaled = scaled.map(|value| if value.abs() < NOISE { 0.0 } else { value });
            let scaled = Row {
                coefficients: scaled.collect(),
                at_least: needed / greatest,
            };
            let most: f64 = (0..self.costs.len())
                .map(|at| scaled.coefficients[at].max(0.0) * self.room(at))
                .sum();
            let least: f64 = (0..self.costs.len())
                .map(|at| scaled.coefficients[at].min(0.0) * self.room(at))
                .sum();
            if !(most.is_finite() && least.is_finite() && scaled.at_least.is_finite()) {
                return Err(ProgramError::Malformed);
            }
            if most < scaled.at_least - MISSED {
                return Err(ProgramError::Infeasible);
            }
            if least < scaled.at_least {
                rows.push(scaled);
            }
        }
        Ok(rows)
    }
}

impl Row {
    fn sum(&self, x: &[f64]) -> f64 {
        self.coefficients.iter().zip(x).map(|(a, x)| a * x).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one_row(costs: Vec<f64>, bounds: Vec<(f64, f64)>, row: Vec<f64>, at_least: f64) -> Program {
        let rows = vec![Row {
            coefficients: row,
            at_least,
        }];
        Program {
            costs,
            bounds,
            rows,
        }
    }

    #[test]
    fn what_cannot_be_solved_is_an_error_value() {
        let box_of = |low, high| vec![(low, high); 2];
        let nan = one_row(vec![1.0, f64::NAN], box_of(0.0, 1.0), vec![1.0, 1.0], 1.0);
        assert_eq!(nan.solve(), Err(ProgramError::Malformed));
        let endless = one_row(
            vec![1.0, -1.0],
            box_of(0.0, f64::INFINITY),
            vec![1.0, 1.0],
            1.0,
        );
        assert_eq!(endless.solve(), Err(ProgramError::Malformed));
        let empty = one_row(vec![1.0, 1.0], box_of(1.0, 0.0), vec![1.0, 1.0], 1.0);
        assert_eq!(empty.solve(), Err(ProgramError::Malformed));
        let too_much = one_row(vec![1.0, 1.0], box_of(0.0, 1.0), vec![1.0, 1.0], 3.0);
        assert_eq!(too_much.solve(), Err(ProgramError::Infeasible));
        let nothing = one_row(vec![1.0, 1.0], box_of(0.0, 1.0), vec![0.0, 0.0], 1.0);
        assert_eq!(nothing.solve(), Err(ProgramError::Infeasible));
        let short = one_row(vec![1.0, 1.0], box_of(0.0, 1.0), vec![1.0], 1.0);
        assert_eq!(short.solve(), Err(ProgramError::Malformed));
    }

    #[test]
    fn values_without_room_stay_where_they_are() {
        let fixed = one_row(
            vec![1.0, 2.0],
            vec![(3.0, 3.0), (0.0, 9.0)],
            vec![1.0, 1.0],
            5.0,
        );
        assert_eq!(fixed.solve(), Ok(vec![3.0, 2.0]));
    }

    /// One row and a box: fill up with the cheapest gain first.
    fn greedy(costs: &[f64], widths: &[f64], row: &[f64], at_least: f64) -> f64 {
        let mut order: Vec<usize> = (0..costs.len()).collect();
        order.sort_by(|&a, &b| (costs[a] / row[a]).total_cmp(&(costs[b] / row[b])));
        let (mut left, mut cost) = (at_least, 0.0);
        for at in order {
            let taken = widths[at].min(left.max(0.0) / row[at]);
            left -= taken * row[at];
            cost += taken * costs[at];
        }
        cost
    }

    proptest! {
        #[test]
        fn one_row_costs_what_filling_by_price_costs(
            parts in prop::collection::vec((0.01..9.0_f64, 0.01..5.0_f64, 0.01..7.0_f64), 1..9),
            part in 0.0..0.999_f64,
        ) {
            let costs: Vec<f64> = parts.iter().map(|part| part.0).collect();
            let widths: Vec<f64> = parts.iter().map(|part| part.1).collect();
            let row: Vec<f64> = parts.iter().map(|part| part.2).collect();
            let most: f64 = widths.iter().zip(&row).map(|(w, r)| w * r).sum();
            let bounds = widths.iter().map(|width| (0.0, *width)).collect();
            let program = one_row(costs.clone(), bounds, row.clone(), part * most);
            let found = program.solve().unwrap();
            let cost: f64 = found.iter().zip(&costs).map(|(x, c)| x * c).sum();
            let expected = greedy(&costs, &widths, &row, part * most);
            prop_assert!((cost - expected).abs() < 1e-6 * (1.0 + expected), "{cost} {expected}");
        }

        #[test]
        fn no_program_makes_the_solver_panic(
            n in 1..6_usize,
            numbers in prop::collection::vec(prop_oneof![
                Just(0.0), Just(1.0), Just(-1.0), Just(1e-12), Just(1e12), Just(1e-300), Just(f64::NAN), -5.0..5.0_f64,
            ], 60),
        ) {
            let at = |from: usize| numbers[from..from + n].to_vec();
            let bounds = at(0).into_iter().zip(at(6)).map(|(a, b)| (a.min(b), a.max(b)));
            let rows = (0..4).map(|row| Row { coefficients: at(12 + 7 * row), at_least: numbers[11 + row] });
            let program = Program { costs: at(45), bounds: bounds.collect(), rows: rows.collect() };
            if let Ok(found) = program.solve() {
                prop_assert!(found.iter().all(|x| x.is_finite()));
            }
        }
    }
}
