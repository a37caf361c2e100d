// Package ui is what a person in the shop sees and presses: the screens.
//
// The root (app.go) is the only Bubble Tea model. It owns the window, the
// input gate, the stack of open pages, the sheet that lies over them, and all
// I/O. A screen is a plain struct (screen.go): it is told an input, answers
// with effects, and draws the lines of its body. Screens never call each
// other, the store, or the clock.
//
//	key -> gate -> root -> sheet or screen -> effects -> root -> store
//	                                  ^                        |
//	                                  +---- loaded, done ------+
//
// To add a screen:
//
//  1. Write its file: a struct with update, view, uses and typing. In update,
//     answer shown with a load of what it needs, keep what loaded brings, and
//     answer refresh with the same load again. Data changes by do only; give
//     the task and the version the person saw.
//  2. Add one line to the table in pages.go: id, title, help, the function
//     that makes it, and its key if it has one. Header, footer, F10 menu, F1
//     help and the README's key table follow from there.
//  3. New keys are declared once, in keys.go.
//
// Sentences stand beside the screen that shows them, in both languages, as
// model.Say; e.say says them. Texts that people typed go through clean before
// they are drawn. Widths are cells: use width, cut, pad, ends and wrap
// (text.go), times and numbers by e.when, e.date, e.value (when.go), roles and
// glyphs by e.theme (style.go), lists by list (list.go), questions by sheet
// and form (sheet.go, form.go).
//
// Tests drive the root by messages and run its commands at once; see the desk
// type in desk_test.go.
package ui
