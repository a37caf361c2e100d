package model

import (
	"errors"
	"fmt"
	"math"
	"reflect"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
)

// What a condition reckons has to be a number. The language of conditions
// divides by 0 all the same, and then 0/0 is nothing that compares and 1/0 more
// than every number: such a condition would pass a step by. So its arithmetic
// is ours, and what comes to no number can't be said.
var (
	errZero  = errors.New("divided by 0")
	errRange = errors.New("too large")
)

// operators are those whose result may be no number.
func operators() map[string]func(a, b float64) float64 {
	return map[string]func(a, b float64) float64{
		"+":  func(a, b float64) float64 { return a + b },
		"-":  func(a, b float64) float64 { return a - b },
		"*":  func(a, b float64) float64 { return a * b },
		"/":  func(a, b float64) float64 { return a / b },
		"%":  math.Mod,
		"**": math.Pow,
		"^":  math.Pow,
	}
}

// arithmetic makes the functions that reckon known to the compiler, under the
// signs of their operators, which nobody can write as a name.
func arithmetic() []expr.Option {
	all := operators()
	options := []expr.Option{expr.Patch(reckoning{all})}
	for sign, op := range all {
		options = append(options, expr.Function(sign, func(params ...any) (any, error) {
			a, err := asNumber(params[0])
			if err != nil {
				return nil, err
			}
			b, err := asNumber(params[1])
			if err != nil {
				return nil, err
			}
			return finite(sign, op(a, b), b)
		}, new(func(float64, float64) float64), new(func(float64, int) float64), new(func(int, float64) float64), new(func(int, int) float64)))
	}
	return options
}

func asNumber(v any) (float64, error) {
	switch n := v.(type) {
	case float64:
		return n, nil
	case int:
		return float64(n), nil
	}
	return 0, fmt.Errorf("no number: %T", v)
}

// finite is a result, or why there is none.
func finite(sign string, n, by float64) (float64, error) {
	switch {
	case by == 0 && (sign == "/" || sign == "%"):
		return 0, errZero
	case math.IsNaN(n) || math.IsInf(n, 0):
		return 0, errRange
	}
	return n, nil
}

// reckoning puts our functions where the tree has operators between numbers.
type reckoning struct {
	operators map[string]func(a, b float64) float64
}

// Visit is called for every node of the condition, its parts first.
func (r reckoning) Visit(node *ast.Node) {
	n, ok := (*node).(*ast.BinaryNode)
	if !ok || r.operators[n.Operator] == nil || !numeric(n.Left.Type()) || !numeric(n.Right.Type()) {
		return
	}
	if whole(n.Left.Type()) && whole(n.Right.Type()) && n.Operator != "/" && n.Operator != "%" {
		return // The places of a list are counted in whole numbers.
	}
	call := &ast.CallNode{Callee: &ast.IdentifierNode{Value: n.Operator}, Arguments: []ast.Node{n.Left, n.Right}}
	ast.Patch(node, call)
	call.SetType(reflect.TypeFor[float64]())
}

func numeric(t reflect.Type) bool {
	return t != nil && (t.Kind() == reflect.Float64 || whole(t))
}

func whole(t reflect.Type) bool { return t != nil && t.Kind() == reflect.Int }
