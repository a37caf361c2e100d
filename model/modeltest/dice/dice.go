// Package dice decides what a drawn process, case or act is like. It knows
// nothing of any of them, so that tests inside package model can throw the
// dice that package modeltest throws.
package dice

import (
	"math/rand/v2"

	"pgregory.net/rapid"
)

// Dice are rapid's, which shrink to the smallest draw that fails, or plain
// ones for a million runs.
type Dice interface {
	// Num is a number from lo to hi; the lower, the simpler what is drawn.
	Num(what string, lo, hi int) int
}

// Rapid are dice of rapid.
func Rapid(t *rapid.T) Dice { return rapidDice{t} }

type rapidDice struct{ *rapid.T }

func (d rapidDice) Num(what string, lo, hi int) int { return rapid.IntRange(lo, hi).Draw(d.T, what) }

// Plain are dice that fall for a seed as they always do.
func Plain(seed uint64) Dice { return plainDice{rand.New(rand.NewPCG(seed, 0))} }

type plainDice struct{ *rand.Rand }

func (d plainDice) Num(_ string, lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// OneIn is true once in n draws.
func OneIn(d Dice, n int, what string) bool { return d.Num(what, 1, n) == n }

// Pick is one of several, the simplest first.
func Pick[T any](d Dice, what string, from ...T) T { return from[d.Num(what, 0, len(from)-1)] }
