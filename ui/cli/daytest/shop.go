package daytest

import (
	"fmt"
)

// Parcels is the work at the screens.
const Parcels = `process: Post a parcel
id: parcel
kind: core
owner: post
role: post
start: {ask: {no: text}}
title: Parcel {no}
steps:
  - {id: pack, do: Pack the parcel, check: [Wrapped, Taped]}
  - id: send
    do: Bring it to the post
    outcomes: {posted: next, torn: pack}
    reasons: {torn: [the paper]}
`

// The boards of the sanders, each for three, and the PIN of everybody.
const (
	Boards = 6
	PIN    = "4321"
)

// Postman is the name of one who posts parcels, by number.
func Postman(n int) string { return fmt.Sprintf("Post%02d", n) }

// Sander is the name of one who works at the boards, by number.
func Sander(n int) string { return fmt.Sprintf("Bench%02d", n) }
