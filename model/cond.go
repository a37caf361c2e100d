package model

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// condition is a compiled `when`: typed against the fields, without any
// builtin that reads the clock or the system. It can't be said where it has no
// program: the record may hold one that is refused today.
type condition struct {
	text    string
	program *vm.Program
	// uses are the fields it asks for, needs those of them that may not be
	// empty, both in order.
	uses, needs []string
	fields      map[string]Field
}

// compileCondition types a condition against the fields of its process.
func compileCondition(text string, fields map[string]Field) (*condition, *Fault) {
	c, fault := compileExpression(text, fields, expr.AsBool())
	return c, fault
}

// compileValue types an expression whose value is set, and says of which kind
// that is (see kindOfResult).
func compileValue(text string, fields map[string]Field) (*condition, FieldType, *Fault) {
	c, fault := compileExpression(text, fields)
	if fault != nil {
		return nil, "", fault
	}
	return c, kindOfResult(c.program.Node().Type()), nil
}

func compileExpression(text string, fields map[string]Field, more ...expr.Option) (*condition, *Fault) {
	tree, err := parser.Parse(text)
	if err != nil {
		return nil, conditionFault(text, fields, err)
	}
	l := &limits{fields: fields}
	ast.Walk(&tree.Node, l)
	if l.wrong != nil {
		return nil, cantUse(text, fields, *l.wrong)
	}
	env := map[string]any{}
	for name, f := range fields {
		env[name] = zeroOf(f)
	}
	options := append([]expr.Option{expr.Env(env), expr.DisableAllBuiltins()}, arithmetic()...)
	options = append(options, more...)
	for _, name := range builtins() {
		options = append(options, expr.EnableBuiltin(name))
	}
	program, err := expr.Compile(text, options...)
	if err != nil {
		return nil, conditionFault(text, fields, err)
	}
	sort.Strings(l.uses)
	c := &condition{text: text, program: program, fields: fields, uses: l.uses}
	c.needs = needed(tree.Node, l.uses, fields)
	return c, nil
}

// zeroOf is a value of the type a field has in conditions.
func zeroOf(f Field) any {
	switch f.Type {
	case NumberField, MoneyField:
		return float64(0)
	case YesNoField:
		return false
	case ListField:
		return []string{}
	}
	return ""
}

// holds evaluates the condition on the fields of a case, and returns the
// values that decided. The error is a *Held.
func (c *condition) holds(values Values) (bool, Values, error) {
	out, used, err := c.reckon(values)
	if err != nil {
		return false, used, err
	}
	yes, ok := out.(bool)
	if !ok {
		return false, used, &Held{Code: HeldUnsaid, When: c.text}
	}
	return yes, used, nil
}

// reckon evaluates the expression on the fields of a case, and returns the
// values that went into it. The error is a *Held.
func (c *condition) reckon(values Values) (any, Values, error) {
	used := Values{}
	if c.program == nil {
		return nil, used, &Held{Code: HeldUnsaid, When: c.text}
	}
	env := map[string]any{}
	for name, f := range c.fields {
		v, err := conditionValue(f, values[name])
		if err == nil {
			env[name] = v
		}
	}
	for _, name := range c.uses {
		if _, ok := env[name]; !ok || values[name].Empty() && slices.Contains(c.needs, name) {
			return nil, used, &Held{Code: HeldEmpty, When: c.text, Fields: []string{name}}
		}
		used[name] = values[name]
	}
	out, err := expr.Run(c.program, env)
	switch {
	case errors.Is(err, errZero):
		return nil, used, &Held{Code: HeldZero, When: c.text}
	case errors.Is(err, errRange):
		return nil, used, &Held{Code: HeldRange, When: c.text}
	case err != nil:
		return nil, used, &Held{Code: HeldUnsaid, When: c.text}
	}
	return out, used, nil
}

// conditionValue is a recorded value as conditions see it. Texts may be
// empty; a number or a yes/no that is not there is an error.
func conditionValue(f Field, v Value) (any, error) {
	switch f.Type {
	case NumberField, MoneyField:
		return strconv.ParseFloat(v.Text, 64)
	case YesNoField:
		if v.Empty() {
			return nil, fmt.Errorf("empty")
		}
		return v.Text == "yes", nil
	case ListField:
		return append([]string{}, v.Items...), nil
	}
	return v.Text, nil
}
